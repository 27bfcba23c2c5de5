module m /* x */
