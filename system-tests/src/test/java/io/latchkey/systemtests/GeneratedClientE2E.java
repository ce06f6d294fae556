package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** The public documents are valid, and what a usual generator makes of them compiles and works. */
class GeneratedClientE2E {
    private final Stack stack = Stack.shared();

    @TempDir
    Path folder;

    @Test
    void generatedClientsCompileAndMakeCalls() throws Exception {
        var connection = stack.connected(stack.user("ada"), stack.newPerson());
        for (var service : Map.of(
                        "connectionservice", stack.info.connectionService(),
                        "authbrokerservice", stack.info.broker(),
                        "verifierservice", stack.info.verifier())
                .entrySet()) {
            var document = folder.resolve(service.getKey() + ".json");
            Files.writeString(
                    document, OpenApi.document(stack.http(), service.getValue()).toString());
            generate(document, "latchkey.client." + service.getKey());
        }

        compile();

        try (var classes =
                new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()})) {
            classes.loadClass("Calls")
                    .getMethod("play", String.class, String.class, String.class, String.class, String.class)
                    .invoke(
                            null,
                            stack.info.connectionService().toString(),
                            stack.info.broker().toString(),
                            stack.info.verifier().toString(),
                            stack.userToken("ada"),
                            stack.info.returnUrl().toString());
        }
        stack.user("ada").delete(connection).expect(202);
    }

    /** Fails on a document that the generator's validator objects to. */
    private void generate(Path document, String name) {
        var options = new CodegenConfigurator()
                .setInputSpec(document.toString())
                .setOutputDir(folder.resolve("sources").toString())
                .setGeneratorName("java")
                .setLibrary("native")
                .setValidateSpec(true)
                .setInvokerPackage(name)
                .setApiPackage(name + ".api")
                .setModelPackage(name + ".model")
                .addGlobalProperty("apis", "")
                .addGlobalProperty("models", "")
                .addGlobalProperty("supportingFiles", "")
                .addGlobalProperty("apiTests", "false")
                .addGlobalProperty("modelTests", "false")
                .addGlobalProperty("apiDocs", "false")
                .addGlobalProperty("modelDocs", "false")
                .addAdditionalProperty("openApiNullable", "false")
                .addAdditionalProperty("useJakartaEe", "true")
                .toClientOptInput();
        assertThat(new DefaultGenerator().opts(options).generate()).isNotEmpty();
    }

    private void compile() throws IOException {
        Files.createDirectories(folder.resolve("classes"));
        Files.copy(Path.of("src/test/resources/client/Calls.java"), folder.resolve("sources/src/main/java/Calls.java"));
        var arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString()));
        try (var sources = Files.walk(folder.resolve("sources/src/main/java"))) {
            sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }
}
