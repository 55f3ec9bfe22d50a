"""Life events as a conversation: the questions one at a time, the plan, its steps and papers, dates and reminders."""
