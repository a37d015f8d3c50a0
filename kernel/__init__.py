"""What every app leans on: money, periods, lifecycles. Plain Python, knows none of them."""
