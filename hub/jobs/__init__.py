"""Jobs (后台任务): what is done piece by piece beside the answering of questions, and fetched when it is done."""
