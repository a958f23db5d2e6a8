"""Education (教育): student financial aid from kindergarten to university."""
