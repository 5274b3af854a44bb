"""The door for programs: REST and its OpenAPI description."""
