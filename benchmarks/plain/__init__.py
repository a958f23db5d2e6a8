"""Plain Strawberry: the same questions as most would build them, with SQLAlchemy's ORM and selectinload."""
