"""Exports: a whole list goes out, page after page (导出)."""
