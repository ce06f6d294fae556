package io.latchkey.local.checkout;

import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one launcher at a time build this checkout. The system releases the lock when the launcher ends for any reason. */
record BuildLock(Path file) {

    /** @param waiting is called if another launcher holds the lock */
    void whileHeld(Runnable waiting, Runnable build) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                acquire(channel, waiting);
                build.run();
            }
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            throw new StartFailed("Waiting for another build was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lock ends with the channel. */
    private static FileLock acquire(FileChannel channel, Runnable waiting) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        waiting.run();
        return channel.lock();
    }
}
