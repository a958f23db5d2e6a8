"""Health (卫健): serious illness, and emergency treatment paid by the fund."""
