"""The checks: small rules from a redacted organisation to clauses that hold, do not hold, or cannot be known."""
