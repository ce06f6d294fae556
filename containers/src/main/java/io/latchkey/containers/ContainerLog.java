package io.latchkey.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the output of a container to a file, from its first start until it ends. */
final class ContainerLog extends ResultCallback.Adapter<Frame> {
    private final OutputStream file;

    private ContainerLog(OutputStream file) {
        this.file = file;
    }

    static void follow(DockerClient engine, String container, Path log) {
        try {
            Files.createDirectories(log.getParent());
            engine.logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(new ContainerLog(Files.newOutputStream(log)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onNext(Frame said) {
        try {
            file.write(said.getPayload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
