"""Jobs (后台任务) in the graph: asked for by an act, looked at by a question, fetched when they are done."""
