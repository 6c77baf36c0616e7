package dev.memphis.emulator.junit;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link WithMemphis} does; also for {@code @RegisterExtension}, where options are needed that the annotation does
 * not have.
 */
public final class MemphisExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MemphisExtension.class);

    private final Optional<EmulatorOptions> fixed;

    /** Takes its options from the annotation. */
    public MemphisExtension() {
        fixed = Optional.empty();
    }

    /** Takes these options; those of an annotation do not count. */
    public MemphisExtension(EmulatorOptions options) {
        fixed = Optional.of(options);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MemphisEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store asks its parents first: an emulator of the class is there for its tests too.
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Running.class, key -> new Running(MemphisEmulator.start(options(context))), Running.class)
                .emulator();
    }

    private EmulatorOptions options(ExtensionContext context) {
        return fixed.or(() -> annotation(context).map(MemphisExtension::options))
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "an emulator is wanted, but neither the test nor its class has @WithMemphis"));
    }

    private static Optional<WithMemphis> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), WithMemphis.class)
                .or(() -> context.getParent().flatMap(MemphisExtension::annotation));
    }

    private static EmulatorOptions options(WithMemphis wanted) {
        EmulatorOptions options = EmulatorOptions.defaults().withStrict(wanted.strict());
        for (String station : wanted.stations()) {
            options = options.withStation(station);
        }
        for (String user : wanted.users()) {
            try {
                options = options.withUser(user);
            } catch (IllegalArgumentException e) {
                throw new ExtensionConfigurationException(
                        "@WithMemphis(users = …): name:password is needed, for example \"todocdcservice:Todo-Cdc-1!\"",
                        e);
            }
        }
        return options;
    }

    /** Closed by JUnit at the end of the test or class. The deprecated interface is the one that JUnit before 5.13 knows. */
    @SuppressWarnings("deprecation")
    private record Running(MemphisEmulator emulator)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            emulator.close();
        }
    }
}
