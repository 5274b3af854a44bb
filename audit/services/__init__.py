from audit.services.checkpoint import write_checkpoint, write_checkpoint_if_due
from audit.services.record import record

__all__ = ["record", "write_checkpoint", "write_checkpoint_if_due"]
