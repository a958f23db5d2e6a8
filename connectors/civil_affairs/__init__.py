"""Civil affairs (民政): leads, determines most categories, and receives all feedback."""
