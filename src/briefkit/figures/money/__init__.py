"""Money: ISO 4217 currencies, and dated exchange rates from the ECB or a project's own tables."""
