"""Housing (住建): public rental housing in towns, renovation of dangerous houses in the country."""
