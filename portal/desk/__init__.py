"""Where clerks answer at a counter, a file per page family. Strangers are refused at the door."""

from portal.desk import cases, changes, counter, error_report, new_case, notes, queue, slip, unanswered
from portal.desk.blueprint import desk

__all__ = ["cases", "changes", "counter", "desk", "error_report", "new_case", "notes", "queue", "slip", "unanswered"]
