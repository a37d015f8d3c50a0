"""Money: cost recovery settings, the engine, invoices, holds, charges and refunds."""
