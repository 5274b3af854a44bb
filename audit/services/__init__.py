from audit.services.checkpoint import ledger_key, write_checkpoint, write_checkpoint_if_due
from audit.services.record import record

__all__ = ["ledger_key", "record", "write_checkpoint", "write_checkpoint_if_due"]
