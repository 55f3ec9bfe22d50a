"""Where clerks answer at a counter, a file per page family. Strangers are refused at the door."""

from portal.desk import cases, new_case
from portal.desk.blueprint import desk

__all__ = ["cases", "desk", "new_case"]
