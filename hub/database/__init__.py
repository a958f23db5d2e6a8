"""The database as the service sees it: its server, accounts, roles, migrations, keys and first rows (数据库)."""
