module ÿþ
