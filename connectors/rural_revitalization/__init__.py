"""Rural revitalization (乡村振兴): monitoring against relapse into poverty."""
