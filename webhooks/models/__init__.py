from webhooks.models.delivery import Attempt, Delivery
from webhooks.models.endpoint import Endpoint, Secret

__all__ = ["Attempt", "Delivery", "Endpoint", "Secret"]
