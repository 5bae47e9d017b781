"""What an organisation is: frozen records, an edition on every leaf, no files and no judgement."""
