"""Disabled persons' federation (残联): certificates, care, rehabilitation, barrier-free homes."""
