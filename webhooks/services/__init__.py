from webhooks.services.endpoints import (
    add_endpoint,
    change_endpoint,
    rotate_secret,
    switch_off,
    switch_on,
)
from webhooks.services.fan_out import fan_out
from webhooks.services.replay import replay, replay_since, send_test
from webhooks.services.send import send

__all__ = [
    "add_endpoint",
    "change_endpoint",
    "fan_out",
    "replay",
    "replay_since",
    "rotate_secret",
    "send",
    "send_test",
    "switch_off",
    "switch_on",
]
