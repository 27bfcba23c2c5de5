package there
