"""Commands: the aidhub command line and the demonstration (命令行)."""
