"""Who works here: users, roles, and what each role may do."""
