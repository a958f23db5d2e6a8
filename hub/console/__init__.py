"""The console's side of the hub: it is built here, served from here, and what needs no build stands here (工作台)."""
