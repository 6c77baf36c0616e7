package dev.memphis.connect;

/** What can be seen of a task through JMX: {@code debezium.memphis:type=connect-sink-task,task=<connector>-<number>}. */
public interface TaskMetricsMXBean {
    /** Returns how many records Connect has handed over. */
    long getRecordsTaken();

    /** Returns how many of them are proved, skipped or with the dead letters. */
    long getRecordsSettled();

    /** Returns how many wait for room in the engine. */
    long getRecordsWaiting();

    /** Returns how many the engine has and that are not settled. */
    long getRecordsUnderWay();

    /** Returns whether the task has paused its partitions. */
    boolean isPaused();
}
