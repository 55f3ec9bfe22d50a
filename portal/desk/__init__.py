"""Where clerks answer at a counter, a file per page family. Strangers are refused at the door."""

from portal.desk import counter, slip
from portal.desk.blueprint import desk

__all__ = ["counter", "desk", "slip"]
