"""Tracing (链路追踪): spans of requests and jobs for a collector of OpenTelemetry, where the operator names one.

Nothing of it is imported otherwise: what is traced are classes of their own, in the place of those that are not.
"""
