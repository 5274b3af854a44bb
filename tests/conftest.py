"""What every test may use. Each plugin is a file of its own in tests/plugins."""

pytest_plugins = ["tests.plugins.servers", "tests.plugins.append_only", "tests.plugins.ledger", "tests.plugins.order"]
