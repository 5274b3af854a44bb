"""Run a function over untrusted bytes in a process of its own, with limits. Knows nothing of what is run."""

from core.isolation.errors import IsolationLimits, LimitBreached, Refusal
from core.isolation.parent import run

__all__ = ["IsolationLimits", "LimitBreached", "Refusal", "run"]
