package dev.refloat.local.states;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process to be killed: it serves from the directory given to it, and its tasks with payload
 * "hang" never end.
 */
final class CrashVictim {

  private CrashVictim() {}

  public static void main(String[] arguments) throws Exception {
    FakeTasks tasks = new FakeTasks();
    tasks.with(
        "f",
        payload -> {
          if (payload.asText().equals("hang")) {
            System.out.println("hanging");
            new CountDownLatch(1).await();
          }
          return payload;
        });
    StatesServer server =
        StatesServer.start(
            new StatesSettings(
                0,
                Path.of(arguments[0]),
                tasks,
                new MemoryObjects(),
                change -> {},
                "us-east-1",
                StatesSettings.LOCAL_ACCOUNT));
    System.out.println(server.endpoint());
    new CountDownLatch(1).await();
  }
}
