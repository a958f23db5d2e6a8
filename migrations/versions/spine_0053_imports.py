"""Imports: files that departments hand in, sealed, and what became of their rows."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0053"
down_revision = "spine_0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("check_only", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in COUNTED),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("imports_pkey")),
    )
    op.create_index(op.f("imports_client_id_idx"), "imports", ["client", "id"])
    op.create_index(op.f("imports_client_digest_idx"), "imports", ["client", "digest"])
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("job", sa.Uuid()),
        sa.Column("came_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name=op.f("uploads_job_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("uploads_pkey")),
    )
    op.create_index(op.f("uploads_job_idx"), "uploads", ["job"])
    op.create_index(op.f("uploads_came_at_idx"), "uploads", ["came_at"], postgresql_where=sa.text("job IS NULL"))
    op.create_table(
        "upload_pieces",
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("upload_pieces_upload_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("upload_id", "place", name=op.f("upload_pieces_pkey")),
    )
    op.create_table(
        "import_chunks",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("batch", sa.Uuid()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTED),
        sa.Column("done_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("import_chunks_import_id_fkey")),
        sa.PrimaryKeyConstraint("import_id", "place", name=op.f("import_chunks_pkey")),
    )
    op.create_table(
        "import_errors",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("heading", "code", "en", "zh", "value")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["jobs.id"], name=op.f("import_errors_import_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "place", "part", name=op.f("import_errors_pkey")),
    )


def downgrade() -> None:
    for table in ("import_errors", "import_chunks", "upload_pieces", "uploads", "imports"):
        op.drop_table(table)


NOW = sa.text("clock_timestamp()")
COUNTED = ("accepted", "replayed", "refused", "skipped")
