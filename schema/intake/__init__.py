"""Intake: what departments hand in, feedback and facts (报送)."""
