"""An empty map: frames look addresses up by name and must render where a name does not exist."""

urlpatterns: list[object] = []
