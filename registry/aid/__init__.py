"""Aid: what departments gave, refused or ended, and how their feedback is taken in (救助帮扶)."""
