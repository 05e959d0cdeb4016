"""report: what people act on: findings and progress as tables, a page per submission, the night at a glance."""
