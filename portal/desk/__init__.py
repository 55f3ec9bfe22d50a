"""Where clerks answer at a counter, a file per page family. Strangers are refused at the door."""

from portal.desk import changes, counter, notes, slip, unanswered
from portal.desk.blueprint import desk

__all__ = ["changes", "counter", "desk", "notes", "slip", "unanswered"]
