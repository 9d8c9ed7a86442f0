// The program `countersign`: parse to options, run one command, return one exit code.
Console.WriteLine("countersign");
return 0;
