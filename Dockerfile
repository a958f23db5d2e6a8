# The hub as a container: packages by the lock files alone, run by an ordinary user. With a PostgreSQL: compose.yaml.
FROM python:3.13-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
# With spans of OpenTelemetry: --build-arg LOCK=requirements-otel.lock; with who may be one person: requirements-linkage.lock
ARG LOCK=requirements.lock
COPY requirements.lock requirements-otel.lock requirements-parquet.lock requirements-linkage.lock requirements-build.lock ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --require-hashes --only-binary=:all: -r requirements-build.lock \
    && python -m venv /opt/aidhub \
    && /opt/aidhub/bin/pip install --require-hashes --only-binary=:all: -r "$LOCK"
COPY . .
# The wheel carries the console built; Node.js for it comes from the package index and stays in this stage.
RUN AIDHUB_VAR=/tmp/building PYTHONPATH=/src /opt/aidhub/bin/python -m hub.commands.entry console build
RUN /opt/build/bin/pip wheel --no-deps --no-index --no-build-isolation --wheel-dir /wheels . \
    && /opt/aidhub/bin/pip install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
RUN useradd --uid 10001 --home-dir /var/lib/aidhub --create-home --shell /usr/sbin/nologin aidhub \
    && install -d -o aidhub -g aidhub -m 700 /var/lib/aidhub/var
COPY --from=build /opt/aidhub /opt/aidhub
ENV PATH=/opt/aidhub/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    AIDHUB_VAR=/var/lib/aidhub/var \
    AIDHUB_HOST=0.0.0.0
WORKDIR /var/lib/aidhub
USER 10001
# The master key and the passwords of the roles: an empty volume is another installation, and is refused as such.
VOLUME /var/lib/aidhub/var
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/readyz', timeout=4)"]
ENTRYPOINT ["aidhub"]
CMD ["serve"]
