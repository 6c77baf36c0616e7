package dev.memphis.cli.top;

import dev.memphis.delivery.options.Secret;
import java.util.Optional;

/** Who asks a JMX port that wants to know. Immutable. */
record JmxLogIn(Optional<String> user, Optional<Secret> password) {}
