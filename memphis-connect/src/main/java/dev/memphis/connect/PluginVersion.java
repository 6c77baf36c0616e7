package dev.memphis.connect;

/** The version of this plugin, from the manifest of its jar. Stateless. */
final class PluginVersion {
    private PluginVersion() {}

    static String text() {
        String version = PluginVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
