"""A statement can refuse to work through more rows than a request may, as `ASK_AS_JOB`."""

from alembic import op

revision = "spine_0047"
down_revision = "spine_0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """CREATE FUNCTION within_bound(there bigint, most bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF there > most THEN
    RAISE EXCEPTION 'more than % rows', most USING ERRCODE = 'AH001';
  END IF;
  RETURN true;
END $$"""
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION within_bound")
