"""People: households, persons, facts about them, and their categories (家庭与人员)."""
