# The image of the three services; docker compose build builds all of them from a clean checkout. Jib builds the same images
# without an engine (jib-maven-plugin in pom.xml). Change both together; .ci/containers compares them.
#
#   SERVICE   connection-service, auth-broker-service or verifier-service
#   CLASSES   origin of the jars: maven (the default) builds them in the image, checkout uses the result of mvn package
#   JRE       the base image, with Java 17 or newer and curl
#   VERSION, REVISION   for the labels
ARG CLASSES=maven
ARG JRE=eclipse-temurin:21-jre

FROM maven:3.9-eclipse-temurin-21 AS maven
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Dmaven.test.skip=true package \
    -pl connection-service,auth-broker-service,verifier-service -am

FROM scratch AS checkout
COPY . /src

FROM ${CLASSES} AS classes

FROM ${JRE}
ARG SERVICE
# Layers that rarely change come first.
COPY --chmod=644 deploy/image/java.options /app/
COPY --from=classes /src/${SERVICE}/target/quarkus-app/lib/ /app/lib/
COPY --from=classes /src/${SERVICE}/target/quarkus-app/quarkus-run.jar /app/
COPY --from=classes /src/${SERVICE}/target/quarkus-app/quarkus/ /app/quarkus/
COPY --from=classes /src/${SERVICE}/target/quarkus-app/app/ /app/app/

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Latchkey ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

ENV QUARKUS_HTTP_PORT=8080 QUARKUS_SHUTDOWN_DELAY=5s
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["java", "@/app/java.options"]
