package dev.memphis.cli.init;

/** The server as a service of Docker Compose. Stateless. */
final class ComposeText {
    private ComposeText() {}

    static String of(Plan plan) {
        return """
                # Debezium Server with the Memphis sink. Made by memphis init.
                name: %s
                services:
                  debezium-server:
                    # The official image; docs/containers.md has a smaller one with this sink alone.
                    image: quay.io/debezium/server:3.6.0.Final
                    environment:
                      # From .env beside this file; write values there in single quotes, and each $ twice in a password that
                      # has $$ or ${ in it.
                      MEMPHIS_PASSWORD: ${MEMPHIS_PASSWORD:?put it into .env}
                      DATABASE_PASSWORD: ${DATABASE_PASSWORD:?put it into .env}
                    volumes:
                      # The sink: one jar beside the server's own.
                      - type: bind
                        source: ./memphis-sink.jar
                        target: /debezium/lib/memphis-sink.jar
                        read_only: true
                        bind:
                          # A jar that is missing is an error, and not an empty folder.
                          create_host_path: false
                      - ./application.properties:/debezium/config/application.properties:ro
                      # Offsets, which must outlive the container. A volume of Docker's: in a folder of the host the server
                      # (user 185) could not write.
                      - debezium-data:/debezium/data
                    # What runs on this machine is called host.docker.internal from in there.
                    extra_hosts: ["host.docker.internal:host-gateway"]
                    ports:
                      # Whether delivery works: /q/health/ready; whether the server lives: /q/health/live. Where 8080 is taken,
                      # HEALTH_PORT in .env chooses another.
                      - "127.0.0.1:${HEALTH_PORT:-8080}:8080"
                    healthcheck:
                      test: ["CMD", "curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/q/health/live"]
                      interval: 10s
                      timeout: 5s
                      retries: 6
                      start_period: 60s
                    # The server ends when its source fails; a restart goes on from the last offset.
                    restart: unless-stopped
                    read_only: true
                    tmpfs: [/tmp]
                    cap_drop: [ALL]
                    security_opt: ["no-new-privileges:true"]
                volumes:
                  debezium-data:
                """.formatted(KubernetesText.name(plan));
    }
}
