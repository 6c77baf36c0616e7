package io.debezium.server.memphis.config;

public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
